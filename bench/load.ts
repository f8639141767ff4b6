import http from 'node:http';

/**
 * Asks one address over and over at some connections for some seconds and prints {requests, seconds, failed} as JSON:
 * `load URL CONNECTIONS SECONDS [TOKEN]`. A process of its own, so that it does not share a thread with what it measures.
 */
const [url, connections, seconds, token] = process.argv.slice(2) as [string, string, string, string?];
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });
const target = new URL(url);
const options: http.RequestOptions = {
  agent,
  host: target.hostname,
  port: target.port,
  path: target.pathname + target.search,
  headers: token ? { authorization: `Bearer ${token}` } : {},
};
let requests = 0;
let failed = 0;
const began = performance.now();
const until = began + Number(seconds) * 1000;

function once(): Promise<void> {
  return new Promise((resolve) => {
    const request = http.get(options, (response) => {
      if (response.statusCode !== 200) failed++;
      response.resume();
      response.on('end', resolve);
    });
    request.on('error', () => {
      failed++;
      resolve();
    });
  });
}

async function connection(): Promise<void> {
  while (performance.now() < until) {
    await once();
    requests++;
  }
}

await Promise.all(Array.from({ length: Number(connections) }, connection));
process.stdout.write(`${JSON.stringify({ requests, failed, seconds: (performance.now() - began) / 1000 })}\n`);
process.exit(0);
