export { Pieces } from './Pieces.tsx';
export { kindIcons, useSearchWords } from './use-search-words.ts';
