/** A file that belongs to a message or to a command's option; the server serves its bytes. */
import type { Json, SentFile, Upload } from '../types.js';

export class Attachment {
  constructor(
    readonly id: string,
    readonly filename: string,
    readonly contentType: string,
    readonly bytes: Buffer,
    readonly url: string,
    readonly description?: string,
  ) {}

  get text(): string {
    return this.bytes.toString('utf8');
  }

  toPayload(): Json {
    return {
      id: this.id,
      filename: this.filename,
      content_type: this.contentType,
      size: this.bytes.length,
      url: this.url,
      proxy_url: this.url,
      ...(this.description === undefined ? {} : { description: this.description }),
    };
  }
}

/** Makes a user's upload look like a file that came in a form. */
export function uploadedFile({ filename, bytes, contentType = 'application/octet-stream' }: Upload): SentFile {
  return { filename, contentType, bytes: Buffer.from(bytes as string) };
}
