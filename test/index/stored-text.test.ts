import { describe, expect, it } from 'vitest';
import { decodeContent, encodeBody, escapeText, unescapeText } from '../../src/index/postgres/stored-text.js';
import fc from '../support/fast-check.js';

describe('a text on its way to PostgreSQL', () => {
  it('comes back as it was, and holds no NUL meanwhile', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '0', '\0', '\ue000', '😀', "'", '\\') });
    fc.assert(
      fc.property(text, (value) => {
        expect(escapeText(value)).not.toContain('\0');
        expect(unescapeText(escapeText(value))).toBe(value);
      }),
    );
  });

  it('keeps every unit of a body, well-formed or not', () => {
    const body = fc.string({ unit: fc.constantFrom('a', '\0', '\ud800', '\udc00', 'é', '\n') });
    fc.assert(
      fc.property(body, (value) => {
        const { isUtf16, bytes } = encodeBody(value);
        expect(decodeContent({ is_utf16: isUtf16, body: bytes, structure: null }).body).toBe(value);
      }),
    );
  });
});
