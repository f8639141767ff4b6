/** The namespace of a words file: `features/accounts/ui/en.json` -> accounts, `ui-kit` -> kit, `app/web` -> shell, `app/home` -> home. */
export function namespaceOf(file: string): string {
  const folder =
    file
      .split('/')
      .filter((part) => part !== 'ui')
      .at(-2) ?? '';
  return folder === 'ui-kit' ? 'kit' : folder === 'web' || folder === '..' ? 'shell' : folder;
}
