import { RecordFiles } from '../../features/files/ui/public.tsx';
import { ProjectView } from '../../features/projects/ui/public.tsx';
import { ProjectTasksPanel } from '../../features/tasks/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';

/** One project, with its tasks and its files. */
export default function ProjectPage() {
  const seesFiles = useCan('files.read');
  return (
    <ProjectView
      below={(project) => (
        <>
          <ProjectTasksPanel project={project} open={project.closedOn === null} />
          {seesFiles ? <RecordFiles kind="project" id={project.id} /> : null}
        </>
      )}
    />
  );
}
