import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
// The package brings no types; what is used of it is said here.
// @ts-expect-error no types
import { Provider as OidcProvider } from 'oidc-provider'

interface Interaction { prompt: { name: string }; params: { client_id: string } }
interface Grant { addOIDCScope(scope: string): void; save(): Promise<string> }
interface ProviderInstance {
  callback(): (request: IncomingMessage, response: ServerResponse) => void
  interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  Grant: new (of: { accountId: string; clientId: string }) => Grant
}
const Provider = OidcProvider as new (issuer: string, settings: object) => ProviderInstance

/** The provincial account of the tests: a real provider on the own machine, which believes that whoever comes is `who`. */
export interface TestProvider {
  issuer: string
  who: { id: string; number: string | null; acr: string | undefined }
  /** Goes the way a browser goes, and answers the address that it is led back to. */
  walk(address: string): Promise<URL>
  close(): Promise<void>
}

export const redirect = 'http://127.0.0.1:1/login/elsewhere'

export async function openProvider(): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'gongzhi', client_secret: 'test-secret-of-gongzhi', redirect_uris: [redirect], application_type: 'native', response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub', 'acr'], identity: ['id_number'] }, scopes: ['openid', 'identity'], acrValues: ['two'],
    pkce: { required: () => true }, features: { devInteractions: { enabled: false } }, cookies: { keys: ['test'] },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, id_number: at.who.number }) }),
  })
  const finish = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { prompt, params } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: at.who.id, ...at.who.acr && { acr: at.who.acr } } })
    const grant = new provider.Grant({ accountId: at.who.id, clientId: params.client_id })
    grant.addOIDCScope('openid identity')
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  }
  const callback = provider.callback()
  server.on('request', (request, response) => (request.url?.startsWith('/interaction/') ? void finish(request, response) : callback(request, response)))
  const at: TestProvider = {
    issuer, who: { id: 'nobody', number: null, acr: undefined }, walk: address => walk(address),
    close: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections() }),
  }
  return at
}

async function walk(address: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next = new URL(address)
  for (let steps = 0; steps < 12; steps++) {
    if (next.href.startsWith(redirect)) return next
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';', 1)[0]!.split('=') as [string, string]
      jar.set(name, value)
    }
    const to = answer.headers.get('location')
    if (!to) throw new Error(`${next.pathname} answered ${answer.status}: ${await answer.text()}`)
    next = new URL(to, next)
  }
  throw new Error('led in circles')
}
