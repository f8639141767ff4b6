/** What an error of the file system means for whoever started the program, in words; null when it says nothing of that kind. */
export function diskProblem(error: unknown): string | null {
  const { code, path } = error as NodeJS.ErrnoException;
  const where = path ?? 'the data directory';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `This user may not write ${where}. Give it the right to, or name another directory with VITALFEW_DATA.`;
    case 'EROFS':
      return `${where} lies on a disk that can only be read. Name another directory with VITALFEW_DATA.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no space left on the disk of ${where}. Make some, or name another directory with VITALFEW_DATA.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${where} is no directory. Name one with VITALFEW_DATA.`;
    default:
      return null;
  }
}
