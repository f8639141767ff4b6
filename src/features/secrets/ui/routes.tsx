import { IconLock } from '@tabler/icons-react';
import { lazy } from 'react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';
import { answersWhy } from '../../../ui-kit/why.tsx';

answersWhy(lazy(() => import('./WhyRecord.tsx')));

export const routes: RoomRoutes = {
  room: 'secrets',
  menu: [{ id: 'logs', path: '/secrets', icon: IconLock, order: 9, group: 'work', permission: 'secrets.seeLogs' }],
  pages: [
    {
      path: '/secrets',
      title: 'secrets:menu.logs',
      load: () => import('./SecretsPage.tsx'),
      words: ['audit'],
      permission: 'secrets.seeLogs',
    },
  ],
  actions: [
    {
      id: 'classes',
      title: 'secrets:action.classes',
      path: '/settings?tab=secrets',
      icon: IconLock,
      permission: 'secrets.manage',
    },
  ],
};
