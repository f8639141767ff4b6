/** Every Russian word of the application, one chunk. */
const words = import.meta.glob<Record<string, unknown>>(
  ['../../../features/*/ui/ru.json', '../../../ui-kit/ru.json', '../../*/ru.json'],
  { eager: true, import: 'default' },
);

const gallery =
  import.meta.env.MODE === 'gallery'
    ? { '/gallery/ru.json': (await import('../gallery/ru.json')).default as Record<string, unknown> }
    : {};

export default { ...words, ...gallery };
