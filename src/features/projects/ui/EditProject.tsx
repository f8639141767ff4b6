import { useCan } from '../../../ui-kit/reader.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { type Project, saveProject } from '../contract.ts';
import { ProjectForm } from './ProjectForm.tsx';
import { inputOf } from './project-draft.ts';
import { useProjectWords } from './use-project-words.ts';

/** A drawer that changes a project. What a colleague saved in the meantime is shown beside one's own. */
export default function EditProject({ project, onClose }: { project: Project; onClose: () => void }) {
  const { t } = useProjectWords();
  const seesContacts = useCan('contacts.read');
  const save = useAct(saveProject, { quiet: true, done: t('edit.done'), onDone: onClose });
  return (
    <SideDrawer opened onClose={onClose} title={t('edit.title')} size={620}>
      <ProjectForm
        project={project}
        accountId={project.account.id}
        button={t('kit:action.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        onSubmit={(draft, version) => {
          const { contacts, ...rest } = inputOf(draft);
          save.mutate({ id: project.id, version, ...rest, ...(seesContacts ? { contacts } : {}) });
        }}
      />
    </SideDrawer>
  );
}
