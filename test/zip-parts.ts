import { inflateRawSync } from 'node:zlib';

/** The parts of a ZIP archive by name, as its directory says. */
export function partsOf(bytes: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, nameLength, start] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString();
    const from = start + 30 + nameLength;
    found.set(name, inflateRawSync(bytes.subarray(from, from + packed)));
    at += 46 + nameLength;
  }
  return found;
}
