export { StandingFigures } from './StandingFigures.tsx';
export { TierPanel } from './TierPanel.tsx';
