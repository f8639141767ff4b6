import { IconGavel, IconRosetteDiscountCheck } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'approvals',
  menu: [
    {
      id: 'list',
      path: '/approvals',
      icon: IconRosetteDiscountCheck,
      order: 7,
      group: 'work',
      key: 'v',
      permission: 'approvals.read',
      badge: () => import('./WaitingBadge.tsx'),
    },
  ],
  pages: [
    {
      path: '/approvals',
      title: 'approvals:menu.list',
      load: () => import('./ApprovalList.tsx'),
      permission: 'approvals.read',
      words: ['accounts'],
    },
    {
      path: '/approvals/$id',
      title: 'approvals:page.title',
      load: () => import('./ApprovalPage.tsx'),
      permission: 'approvals.read',
      words: ['accounts'],
    },
  ],
  actions: [
    {
      id: 'exception',
      title: 'approvals:ask.button',
      path: '/approvals?ask=true',
      icon: IconGavel,
      permission: 'approvals.act',
    },
  ],
};
