import { AccountFiles } from '../../features/files/ui/public.tsx';

/** The files of the account. */
export default function FilesTab({ accountId, group }: { accountId: string; group: boolean }) {
  return <AccountFiles accountId={accountId} group={group} />;
}
