/** Every Russian word of the application, one chunk. */
export default import.meta.glob<Record<string, unknown>>(
  ['../../../features/*/ui/ru.json', '../../../ui-kit/ru.json', '../../*/ru.json'],
  { eager: true, import: 'default' },
);
