import { IconAddressBook, IconUserPlus } from '@tabler/icons-react';
import type { RoomRoutes } from '../../../ui-kit/room-routes.ts';

export const routes: RoomRoutes = {
  room: 'contacts',
  menu: [
    {
      id: 'list',
      path: '/contacts',
      icon: IconAddressBook,
      order: 30,
      group: 'work',
      key: 'c',
      permission: 'contacts.read',
    },
  ],
  pages: [
    {
      path: '/contacts',
      title: 'contacts:menu.list',
      load: () => import('./ContactList.tsx'),
      permission: 'contacts.read',
      words: ['fields', 'views'],
    },
    {
      path: '/contacts/new',
      title: 'contacts:new.title',
      load: () => import('./NewContact.tsx'),
      permission: 'contacts.edit',
      words: ['accounts', 'fields'],
    },
    {
      path: '/contacts/import',
      title: 'contacts:cards.title',
      load: () => import('./ImportCards.tsx'),
      permission: 'contacts.edit',
      words: ['accounts'],
    },
    {
      path: '/contacts/$id',
      title: 'contacts:page.title',
      load: () => import('./ContactPage.tsx'),
      permission: 'contacts.read',
      words: ['accounts', 'audit', 'dossiers', 'fields', 'projects', 'timeline'],
    },
    {
      path: '/contacts/$id/erasure',
      title: 'contacts:erase.page',
      load: () => import('./ErasePage.tsx'),
      permission: 'contacts.erase',
      words: [],
    },
  ],
  actions: [
    {
      id: 'new',
      title: 'contacts:new.title',
      path: '/contacts/new',
      icon: IconUserPlus,
      permission: 'contacts.edit',
    },
  ],
};
