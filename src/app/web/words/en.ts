/** Every English word of the application, one chunk. */
export default import.meta.glob<Record<string, unknown>>(
  ['../../../features/*/ui/en.json', '../../../ui-kit/en.json', '../../*/en.json'],
  { eager: true, import: 'default' },
);
