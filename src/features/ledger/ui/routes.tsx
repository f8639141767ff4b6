import { IconFileAlert } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'ledger',
  menu: [],
  pages: [
    {
      path: '/documents/$id',
      title: 'ledger:document.title',
      load: () => import('./DocumentPage.tsx'),
      permission: 'ledger.read',
      under: '/accounts',
    },
    {
      path: '/ledger/loose',
      title: 'ledger:loose.title',
      load: () => import('./LoosePage.tsx'),
      permission: 'ledger.read',
      under: '/imports',
    },
  ],
  actions: [
    {
      id: 'loose',
      title: 'ledger:loose.title',
      path: '/ledger/loose',
      icon: IconFileAlert,
      permission: 'ledger.read',
    },
  ],
};
