import { IconBook2, IconChartBar, IconFileImport, IconListCheck, IconSettings, IconUsers } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

/** Made-up pages that show the kit at work; only with `vite --mode gallery`, never in a production build. */
export const routes: RoomRoutes = {
  room: 'gallery',
  menu: [
    { id: 'key', path: '/gallery', icon: IconChartBar, order: 1, group: 'work', key: 'k' },
    { id: 'parts', path: '/gallery-parts', icon: IconListCheck, order: 2, group: 'work', key: 'a' },
    { id: 'long', path: '/gallery-long', icon: IconBook2, order: 3, group: 'ledger', key: 'd' },
    { id: 'empty', path: '/gallery-empty', icon: IconFileImport, order: 4, group: 'ledger', key: 'i' },
    { id: 'people', path: '/gallery-people', icon: IconUsers, order: 8, group: 'company' },
    { id: 'settings', path: '/gallery-settings', icon: IconSettings, order: 9, group: 'company' },
  ],
  pages: [
    { path: '/gallery', title: 'gallery:menu.key', load: () => import('./KeyAccounts.tsx') },
    { path: '/gallery-parts', title: 'gallery:menu.parts', load: () => import('./Parts.tsx') },
    { path: '/gallery-long', title: 'gallery:menu.long', load: () => import('./LongList.tsx') },
    { path: '/gallery-empty', title: 'gallery:menu.empty', load: () => import('./Empty.tsx') },
  ],
};
