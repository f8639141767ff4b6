import { readFile } from 'node:fs/promises';
import { imageSize } from 'image-size';
import { Refusal } from '../../pure/refusal.ts';
import { LOGO_BYTES, LOGO_KINDS, LOGO_POINTS } from './contract-logos.ts';

/** Throws where a picture is no logo: another kind, too many bytes, or too many points when it is unpacked. Its head says how many; nothing is unpacked here. */
export async function checkLogo(kind: string, size: number, path: string): Promise<void> {
  if (!(LOGO_KINDS as readonly string[]).includes(kind))
    throw new Refusal('files.noLogo', 'A logo is a picture: PNG, JPEG or WebP.');
  if (size > LOGO_BYTES) throw new Refusal('files.logoTooLarge', 'A logo has at most 512 KB.');
  const { width, height } = await sizeOf(path);
  if (width < 1 || height < 1 || width > LOGO_POINTS || height > LOGO_POINTS)
    throw new Refusal(
      'files.logoTooWide',
      `A logo has at most ${LOGO_POINTS} points on a side; this one has ${width} × ${height}.`,
      { width, height },
    );
}

async function sizeOf(path: string): Promise<{ width: number; height: number }> {
  try {
    return imageSize(await readFile(path));
  } catch {
    throw new Refusal('files.noLogo', 'The picture does not say how large it is; it may be damaged.');
  }
}
