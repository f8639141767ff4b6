import { IconChartBar } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'segmentation',
  menu: [
    {
      id: 'key',
      path: '/accounts/key',
      icon: IconChartBar,
      order: 10,
      group: 'work',
      key: 'k',
      permission: 'segmentation.read',
    },
  ],
  pages: [
    {
      path: '/accounts/key',
      title: 'segmentation:menu.key',
      load: () => import('./KeyAccountsPage.tsx'),
      permission: 'segmentation.read',
    },
  ],
};
