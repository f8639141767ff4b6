import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut, switchOrganisation } from '../../../features/people/contract.ts';
import { useAct } from '../../../ui-kit/use-call.ts';

/** Ends the session and forgets everything that was read in it. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const act = useAct(signOut, {
    touches: [],
    onDone: () => {
      client.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  return () => act.mutate({});
}

/** Goes to another organisation of the same person: a fresh page, so that nothing of the first one stays. */
export function useSwitchOrganisation(): (organisationId: string) => void {
  const act = useAct(switchOrganisation, { touches: [], onDone: () => location.assign('/') });
  return (organisationId) => act.mutate({ organisationId });
}
