import { IconPackage } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'products',
  menu: [
    {
      id: 'list',
      path: '/products',
      icon: IconPackage,
      order: 40,
      group: 'ledger',
      key: 'p',
      permission: 'products.read',
    },
  ],
  pages: [
    {
      path: '/products',
      title: 'products:menu.list',
      load: () => import('./ProductList.tsx'),
      permission: 'products.read',
    },
  ],
};
