export { type More, Timeline, TimelineOf } from './Timeline.tsx';
