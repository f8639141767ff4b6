export { SecretLine } from './SecretLine.tsx';
