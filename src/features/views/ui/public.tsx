export { useSavedView } from './use-saved-view.ts';
export { ViewMenu } from './ViewMenu.tsx';
