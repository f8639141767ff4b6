export { type More, Timeline } from './Timeline.tsx';
