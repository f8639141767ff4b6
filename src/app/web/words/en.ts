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

/** The words of the rooms; they load with the pages that use them. */
const rooms = import.meta.glob<Words>(['../../../features/*/ui/en.json', '../../*/en.json', '!../en.json'], {
  import: 'default',
});

const gallery: Record<string, Words> =
  import.meta.env.MODE === 'gallery' ? { '/gallery/en.json': (await import('../gallery/en.json')).default } : {};

export default { common: { ...common, ...gallery }, rooms };
