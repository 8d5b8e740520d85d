import type { Compartment } from '#base/codes.ts'
import type { Role } from '#base/contract.ts'

/** Invented officials: the migration institute's shift, and one desk for each institution that attends. */
export type Official = {
  login: string
  name: string
  institution: string
  work: string
  roles: Role[]
  compartments?: Compartment[]
}

const desk = (institution: string, name: string): Official => ({
  login: `mesa.${institution}`,
  name,
  institution,
  work: 'desk',
  roles: ['desk', 'administrator'],
})

export const staff: Official[] = [
  { login: 'registro.igm', name: 'Lucrecia Ixmatá Demo', institution: 'igm', work: 'registrar', roles: ['registrar'] },
  { login: 'registro2.igm', name: 'Eusebio Cojón Demo', institution: 'igm', work: 'registrar', roles: ['registrar'] },
  {
    login: 'turno.igm',
    name: 'Amparo Velásquez Demo',
    institution: 'igm',
    work: 'shift chief',
    roles: ['shift-chief', 'registrar'],
    compartments: ['child_protection'],
  },
  { login: 'analisis.igm', name: 'Rubén Castellanos Demo', institution: 'igm', work: 'analyst', roles: ['analyst'] },
  {
    login: 'admin.igm',
    name: 'Nohemí Sipac Demo',
    institution: 'igm',
    work: 'administrator, directory',
    roles: ['administrator', 'directory-editor'],
  },
  {
    login: 'datos.igm',
    name: 'Casimiro Batz Demo',
    institution: 'igm',
    work: 'data protection officer',
    roles: ['data-protection-officer'],
  },
  desk('pgn', 'Graciela Tzirin Demo'),
  desk('sbs', 'Alfonso Chuy Demo'),
  desk('sosep', 'Noemí Archila Demo'),
  desk('renap', 'Wilson Quemé Demo'),
  desk('mspas', 'Odilia Ajanel Demo'),
  desk('mides', 'Félix Ordóñez Demo'),
  desk('mintrab', 'Beatriz Coy Demo'),
  desk('mineduc', 'Tránsito Mus Demo'),
  desk('svet', 'Ofelia Raxón Demo'),
  desk('conamigua', 'Emilio Tahuite Demo'),
  desk('minex', 'Clemencia Pop Demo'),
  desk('pnc', 'Otoniel Barrera Demo'),
  desk('segeplan', 'Irene Macal Demo'),
]
