type Words = Record<string, unknown>;

/** What every page needs: the words of the shell and of ui-kit, and of every room those of the menu. */
const common = {
  ...import.meta.glob<Words>(['../../../features/*/ui/en.json', '../../*/en.json', '!../en.json'], {
    eager: true,
    import: 'default',
    query: '?menu',
  }),
  ...import.meta.glob<Words>(['../../../ui-kit/en.json', '../en.json'], { eager: true, import: 'default' }),
};

/** Where the words of the rooms are: data, not script, which loads with the pages that use it. */
const rooms = import.meta.glob<string>(['../../../features/*/ui/en.json', '../../*/en.json', '!../en.json'], {
  eager: true,
  import: 'default',
  query: '?url',
});

const gallery: Record<string, Words> =
  import.meta.env.MODE === 'gallery' ? { '/gallery/en.json': (await import('../gallery/en.json')).default } : {};

export default { common: { ...common, ...gallery }, rooms };
