export { BriefAccountSection } from './BriefAccountSection.tsx';
