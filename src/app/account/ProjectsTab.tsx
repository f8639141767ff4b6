import { AccountProjects } from '../../features/projects/ui/public.tsx';

/** The projects with the account, over time or by state. */
export default function ProjectsTab({ account, group }: { account: { id: string; name: string }; group: boolean }) {
  return <AccountProjects account={account} group={group} />;
}
