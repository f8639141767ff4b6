import { lazy } from 'react';
import { ProjectView } from '../../features/projects/ui/public.tsx';
import { ProjectTasksPanel } from '../../features/tasks/ui/public.tsx';
import { useCan } from '../../ui-kit/reader.tsx';

const Files = lazy(async () => ({ default: (await import('../../features/files/ui/public.tsx')).RecordFiles }));

/** One project, with its tasks and its files. */
export default function ProjectPage() {
  const seesFiles = useCan('files.read');
  return (
    <ProjectView
      below={(project) => (
        <>
          <ProjectTasksPanel project={project} open={project.closedOn === null} />
          {seesFiles ? <Files kind="project" id={project.id} /> : null}
        </>
      )}
    />
  );
}
