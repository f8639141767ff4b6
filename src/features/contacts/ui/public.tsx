export { AccountContactsPanel } from './AccountContactsPanel.tsx';
export { AccountPeople } from './AccountPeople.tsx';
