import { createConnection, type Socket } from 'node:net'

interface Address { host: string[]; port: number[]; path: string | false }

/**
 * A connected socket that gathers what is written within one turn of the event loop into one call to the system: the
 * statements of a pipelined transaction leave together.
 */
export function gatheringSocket({ host, port, path }: Address): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = path ? createConnection({ path }) : createConnection({ host: host[0]!, port: port[0]!, noDelay: true })
    const timer = setTimeout(() => socket.destroy(new Error('the database did not answer within 10 seconds')), 10_000)
    socket.once('error', reject)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', reject)
      resolve(Object.assign(gathering(socket), { host: host[0], port: port[0] }))
    })
  })
}

function gathering(socket: Socket): Socket {
  const write = socket.write.bind(socket) as (chunk: Uint8Array, done?: () => void) => boolean
  let corked = false
  const gathered = (chunk: Uint8Array, done?: () => void): boolean => {
    if (!corked) {
      corked = true
      socket.cork()
      setImmediate(() => {
        corked = false
        socket.uncork()
      })
    }
    return done ? write(chunk, done) : write(chunk)
  }
  return Object.assign(socket, { write: gathered })
}
