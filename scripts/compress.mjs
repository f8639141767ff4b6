// Puts a .br and a .gz beside every text of a folder that is worth it: the server sends those to browsers that take them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export function compressFolder(folder) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|svg|html|json|webmanifest)$/.test(entry) || entry.startsWith('.vite')) continue;
    const text = readFileSync(join(folder, entry));
    if (text.length < 1024) continue;
    writeFileSync(`${join(folder, entry)}.gz`, gzipSync(text, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
    writeFileSync(`${join(folder, entry)}.br`, brotliCompressSync(text, { params }));
  }
}
