import { randomBytes } from 'node:crypto';

let count = 0;

/**
 * A new UUIDv7: 48 bits of milliseconds, 26 bits that count, 48 random ones (RFC 9562, sections 5.7 and 6.2). Those that a process makes in
 * one millisecond sort as they were made.
 */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  count = (count + 1) % 2 ** 26;
  bytes.writeUInt16BE(0x7000 | (count >>> 14), 6);
  bytes.writeUInt16BE(0x8000 | (count & 0x3fff), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a lower-case UUID; anything else must never reach SQL text. */
export function isId(text: string): boolean {
  return ID.test(text);
}
