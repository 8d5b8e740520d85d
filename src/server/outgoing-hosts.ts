import { BlockList, isIP } from 'node:net'

/**
 * A machine that Ceiba may call, as OUTGOING_HOSTS names it: `idp.example.org`, `renap.example.org:8443` or, for one inside the house,
 * `renap.example.org@10.20.0.0/16`, which must then be found in that network and nowhere else.
 */
export type OutgoingHost = { host: string; port: number | undefined; network: BlockList | undefined; here: boolean }

const subnets = (blocks: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const block of blocks) {
    const [address, bits] = block.split('/') as [string, string]
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** What a house may have inside: RFC 1918, RFC 6598, RFC 4193 and the machine itself. The cloud's metadata (169.254/16) are not among them. */
const inside = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', 'fc00::/7', '::1/128']
const insideList = subnets(inside)
const loopback = subnets(['127.0.0.0/8', '::1/128'])

/** IANA's registries of special addresses, IPv4 (RFC 6890) and what of IPv6 lies inside the public 2000::/3. */
const special = subnets([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
])
const publicSix = subnets(['2000::/3'])

const within = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** May this host be called at this address? A public one anybody may have; one inside the house only whom the list puts there. */
export function mayBeAt({ network }: OutgoingHost, address: string): boolean {
  if (isIP(address) === 0) return false
  if (network) return within(network, address)
  return !within(special, address) && (isIP(address) === 4 || within(publicSix, address))
}

/** Which of the listed hosts an address on the web names, if any. Without a port in the list it is 443, or on this machine any. */
export function listed(hosts: readonly OutgoingHost[], url: URL): OutgoingHost | undefined {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  return hosts.find((one) => one.host === url.hostname && (one.port === undefined ? one.here || port === 443 : one.port === port))
}

/** Reads OUTGOING_HOSTS; undefined when an entry cannot be read or names a network that is not inside a house. */
export function outgoingHosts(text: string): OutgoingHost[] | undefined {
  const found = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(hostOf)
  return found.every((one) => one !== undefined) ? found : undefined
}

function hostOf(entry: string): OutgoingHost | undefined {
  const [name = '', network, ...more] = entry.split('@')
  const url = URL.parse(`https://${name}`)
  if (!url || more.length > 0 || url.pathname !== '/' || url.search || url.hash || !/^[\w.:[\]-]+$/.test(name)) return undefined
  const list = network === undefined ? undefined : networkOf(network)
  if (network !== undefined && !list) return undefined
  // `URL` forgets the port that is usual.
  const port = url.port || (name.endsWith(':443') ? '443' : '')
  return { host: url.hostname, port: port ? Number(port) : undefined, network: list?.block, here: list?.here ?? false }
}

function networkOf(text: string): { block: BlockList; here: boolean } | undefined {
  const [, address = '', bits = ''] = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(text) ?? []
  const family = isIP(address)
  if (family === 0 || Number(bits) > (family === 6 ? 128 : 32)) return undefined
  const isInside = inside.some((block) => Number(block.split('/')[1]) <= Number(bits) && within(subnets([block]), address))
  return isInside && within(insideList, address) ? { block: subnets([text]), here: within(loopback, address) } : undefined
}
