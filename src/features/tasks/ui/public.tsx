import { lazy } from 'react';

/** One's own tasks that are overdue or due today; draw it inside a Suspense. */
export const TodayTasks = lazy(() => import('./TodayTasks.tsx'));

/** What is to be done with an account; draw it inside a Suspense. */
export const AccountTasksPanel = lazy(() => import('./AccountTasksPanel.tsx'));
