import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { Confirm } from '../../../ui-kit/Confirm.tsx';
import { ChoiceField, Form } from '../../../ui-kit/Form.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import {
  endMembership,
  erasePerson,
  type listMembers,
  makeResetLink,
  resumeMembership,
  saveMember,
} from '../contract.ts';
import { LinkToPass } from './LinkToPass.tsx';
import styles from './People.module.css';
import { RoleChecks } from './RoleChecks.tsx';
import { useRoleWords } from './role-words.ts';

export type Member = OutputOf<typeof listMembers>['members'][number];

interface Props {
  member: Member;
  superiors: readonly { value: string; label: string }[];
  onDone: () => void;
}

function Access({ member, onDone }: Omit<Props, 'superiors'>) {
  const t = useWords('people');
  const [link, setLink] = useState<string | null>(null);
  const [asked, ask] = useState<'end' | 'erase' | null>(null);
  const { id, name, email, version, isInvited } = member;
  const reset = useAct(makeResetLink, {
    touches: [],
    onDone: (output) =>
      output.link === null ? say(t('members.resetMailed', { email }), 'good') : setLink(output.link),
  });
  const end = useAct(endMembership, { done: t('members.endDone'), onDone });
  const erase = useAct(erasePerson, { done: t('members.eraseDone'), onDone });
  const resume = useAct(resumeMembership, { done: t('members.resumeDone', { name }), onDone });
  return (
    <section className={styles.access} aria-label={t('members.access')}>
      <h3>{t('members.access')}</h3>
      {link === null ? null : <LinkToPass link={link} name={name} />}
      {member.endedAt === null ? (
        <>
          <span className="dim">{t(isInvited ? 'members.invitedText' : 'members.resetText', { name })}</span>
          <div className={styles.buttons}>
            <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate({ id })}>
              {t(isInvited ? 'members.invitationLink' : 'members.resetLink')}
            </Button>
            <Button variant="subtle" color="red" onClick={() => ask('end')}>
              {t('members.end')}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.buttons}>
          <Button loading={resume.isPending} onClick={() => resume.mutate({ id, version })}>
            {t('members.resume')}
          </Button>
          <Button variant="subtle" color="red" onClick={() => ask('erase')}>
            {t('members.erase')}
          </Button>
        </div>
      )}
      <Confirm
        opened={asked === 'erase'}
        onClose={() => ask(null)}
        onConfirm={() => erase.mutate({ id, version })}
        busy={erase.isPending}
        title={t('members.eraseTitle', { name })}
        text={t('members.eraseText')}
        button={t('members.erase')}
        danger
      />
      <Confirm
        opened={asked === 'end'}
        onClose={() => ask(null)}
        onConfirm={() => end.mutate({ id, version })}
        busy={end.isPending}
        title={t('members.endTitle', { name })}
        text={t('members.endText')}
        button={t('members.end')}
        danger
      />
    </section>
  );
}

/** Roles, superior and access of one member. */
export function MemberForm({ member, superiors, onDone }: Props) {
  const t = useWords('people');
  const form = useRecordDraft({ roles: member.roles, reportsTo: member.reportsTo ?? '' }, member.version);
  const { roles, reportsTo } = form.draft;
  const roleWords = useRoleWords();
  const act = useAct(saveMember, { quiet: true, done: t('members.saved'), onDone });
  return (
    <>
      <p className="dim">{member.email}</p>
      {member.endedAt === null ? (
        <Form
          onSubmit={() =>
            act.mutate({
              id: member.id,
              roles,
              reportsTo: reportsTo === '' ? null : reportsTo,
              version: form.version,
            })
          }
          error={act.error}
          busy={act.isPending}
          button={t('members.save')}
          onCancel={onDone}
          clashes={
            <Clashes
              clashes={form.clashes}
              onSettle={form.settle}
              label={(field) => t(field === 'roles' ? 'members.roles' : 'members.superior')}
              show={(_field, value) =>
                Array.isArray(value)
                  ? value.map((role: Member['roles'][number]) => roleWords.role(role)).join(', ')
                  : (superiors.find((one) => one.value === value)?.label ?? t('members.none'))
              }
            />
          }
        >
          <RoleChecks value={roles} onChange={(value) => form.set({ roles: value })} />
          <ChoiceField
            name="reportsTo"
            label={t('members.superior')}
            value={reportsTo}
            onChange={(value) => form.set({ reportsTo: value })}
            none={t('members.none')}
            options={superiors.filter(({ value }) => value !== member.id)}
          />
        </Form>
      ) : null}
      <Access member={member} onDone={onDone} />
    </>
  );
}
