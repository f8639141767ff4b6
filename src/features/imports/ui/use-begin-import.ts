import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../../ui-kit/use-call.ts';
import { createImport } from '../contract.ts';
import { send } from './uploads.ts';

/** Begins an import with files, and goes to its page while they are on their way. */
export function useBeginImport() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useAct(createImport, { touches: [] });
  const begin = async (files: readonly File[], source = '') => {
    const name = files.length > 1 ? `${files[0]!.name} + ${files.length - 1}` : files[0]!.name;
    const named = source.trim() === '' ? {} : { source: source.trim() };
    const made = await create.mutateAsync({ name: name.slice(0, 200), ...named }).catch(() => null);
    if (made === null) return;
    send(client, made.id, files);
    void navigate({ href: `/imports/${made.id}` });
  };
  return { begin, busy: create.isPending };
}
