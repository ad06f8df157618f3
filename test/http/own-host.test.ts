import { describe, expect, it } from 'vitest';
import { isLoopback, isLoopbackHost, isOwnHost, isOwnOrigin } from '../../src/http/own-host.js';

const HERE = { host: '127.0.0.1' };
const EVERYWHERE = { host: '0.0.0.0', publicUrl: 'https://footnote.example:8443/news' };

describe('a Host header', () => {
  it.each([
    ['localhost:8080', true, true],
    ['127.0.0.1', true, true],
    ['[::1]:80', true, true],
    ['10.0.0.7:8080', true, true],
    ['footnote.example', false, true],
    ['FOOTNOTE.example:8443', false, true],
    // A container's name, which only its neighbours know.
    ['footnote:8080', false, true],
    ['evil.example', false, false],
    ['footnote.example.evil.example', false, false],
    ['localhost.evil.example', false, false],
    ['localhost@evil.example', false, false],
    ['', false, false],
    [undefined, false, false],
  ])('of %j names this server: %s on this machine alone, %s everywhere', (host, here, everywhere) => {
    expect([isOwnHost(host, HERE), isOwnHost(host, EVERYWHERE)]).toEqual([here, everywhere]);
  });

  it('is this machine’s only where it says so itself', () => {
    expect(['localhost', '127.8.9.1:1', '[::1]'].map(isLoopbackHost)).toEqual([true, true, true]);
    expect(['10.0.0.1', 'localhost.example', '127.0.0.1.example', undefined].map(isLoopbackHost)).not.toContain(true);
    expect(['::ffff:127.0.0.1', '::1', '::ffff:10.0.0.1', '1127.0.0.1', undefined].map(isLoopback)).toEqual([
      ...[true, true, false, false, false],
    ]);
  });
});

describe('an Origin header', () => {
  it.each([
    [undefined, true],
    ['http://localhost:8080', true],
    ['https://footnote.example:8443', true],
    ['https://footnote.example', false],
    ['http://localhost:8081', false],
    ['https://evil.example', false],
    ['null', false],
    ['', false],
  ])('%j is this server’s: %s', (origin, isOwn) => {
    expect(isOwnOrigin(origin, 'localhost:8080', EVERYWHERE)).toBe(isOwn);
  });
});
