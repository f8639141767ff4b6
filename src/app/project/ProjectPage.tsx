import { ProjectView } from '../../features/projects/ui/public.tsx';
import { ProjectTasksPanel } from '../../features/tasks/ui/public.tsx';

/** One project, with its tasks. */
export default function ProjectPage() {
  return <ProjectView tasks={(project) => <ProjectTasksPanel project={project} open={project.closedOn === null} />} />;
}
