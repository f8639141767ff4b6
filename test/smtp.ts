import { createServer, type Socket } from 'node:net';

/** A mail server on a port of its own: keeps what it is given; `answer` is what it says at the end of a mail. */
export async function smtpServer() {
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  const self = { mails, answer: '250 taken', url: '', close: async () => {} };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let rest = '';
    let isData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      for (;;) {
        const end = rest.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const said = rest.slice(0, end);
        rest = rest.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          mails.push(said);
          socket.write(`${self.answer}\r\n`);
        } else if (/^DATA/i.test(said)) {
          isData = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(said)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  self.url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  self.close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return self;
}
