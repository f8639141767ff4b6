import { IconChecklist, IconGavel } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'tasks',
  menu: [
    { id: 'list', path: '/tasks', icon: IconChecklist, order: 5, group: 'work', key: 'w', permission: 'tasks.read' },
    {
      id: 'decisions',
      path: '/decisions',
      icon: IconGavel,
      order: 6,
      group: 'work',
      key: 'd',
      permission: 'tasks.read',
    },
  ],
  pages: [
    {
      path: '/tasks',
      title: 'tasks:menu.list',
      load: () => import('./TaskList.tsx'),
      permission: 'tasks.read',
      words: ['accounts', 'fields', 'views'],
    },
    {
      path: '/tasks/$id',
      title: 'tasks:page.title',
      load: () => import('./TaskPage.tsx'),
      permission: 'tasks.read',
      words: ['accounts', 'fields', 'files'],
    },
    {
      path: '/decisions',
      title: 'tasks:menu.decisions',
      load: () => import('./DecisionList.tsx'),
      permission: 'tasks.read',
    },
  ],
};
