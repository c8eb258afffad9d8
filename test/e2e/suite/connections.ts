import { Socket } from 'node:net'

/** Where the extension host, in which the extension runs, has tried to connect to by TCP: whatever asks for something there ends in this function. */
export const connections: string[] = []

export function watchConnections(): void {
  const connect = Reflect.get(Socket.prototype, 'connect') as (this: Socket, ...args: unknown[]) => Socket
  Reflect.set(Socket.prototype, 'connect', function (this: Socket, ...args: unknown[]) {
    const host = hostOf(args)
    if (host !== undefined) connections.push(host)
    return connect.apply(this, args)
  })
}

/** `connect(port, host)`, `connect({ port, host })`, `connect(path)`, or Node's own list of these. */
function hostOf([first, second]: readonly unknown[]): string | undefined {
  if (Array.isArray(first)) return hostOf(first)
  if (typeof first === 'number') return typeof second === 'string' ? second : 'localhost'
  // With a path it is a socket of this machine.
  if (typeof first !== 'object' || first === null || ('path' in first && first.path)) return undefined
  return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost'
}
