import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requests = new Histogram({
  name: 'vitalfew_http_request_seconds',
  help: 'Time to answer a request',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});
const jobs = new Counter({
  name: 'vitalfew_jobs_total',
  help: 'Background jobs by outcome',
  labelNames: ['task', 'outcome'],
  registers: [metrics],
});

export function countRequest(method: string, route: string, status: number, seconds: number): void {
  requests.observe({ method, route, status: String(status) }, seconds);
}

export function countJob(task: string, outcome: 'done' | 'failed'): void {
  jobs.inc({ task, outcome });
}
