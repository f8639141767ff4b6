/** Every English word of the application, one chunk. */
const words = import.meta.glob<Record<string, unknown>>(
  ['../../../features/*/ui/en.json', '../../../ui-kit/en.json', '../../*/en.json'],
  { eager: true, import: 'default' },
);

const gallery =
  import.meta.env.MODE === 'gallery'
    ? { '/gallery/en.json': (await import('../gallery/en.json')).default as Record<string, unknown> }
    : {};

export default { ...words, ...gallery };
