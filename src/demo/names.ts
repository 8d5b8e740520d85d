/** Names of people who do not exist, put together from given names and surnames that are common in Guatemala. */

const words = (text: string) => text.trim().split(/\s*,\s*/)

export const womensNames = words(`
  María, Juana, Ana, Rosa, Marta, Dolores, Catarina, Josefa, Francisca, Petrona, Micaela, Manuela, Elena, Sandra, Claudia, Ingrid,
  Brenda, Yesenia, Karla, Lucía, Paola, Andrea, Gloria, Isabel, Teresa, Magdalena, Candelaria, Tomasa, Vicenta, Lorenza, Olga, Lidia,
  Silvia, Irma, Blanca, Carmen, Estela, Floridalma, Zoila, Emilia, Ixchel, Nim, Marleny, Heidy, Wendy, Jennifer, Daniela, Fernanda,
  Sofía, Valeria, Angélica, Verónica, Patricia, Maribel, Reyna, Eulalia, Felipa, Pascuala, Antonia, Mercedes`)

export const mensNames = words(`
  Juan, José, Pedro, Miguel, Diego, Francisco, Antonio, Manuel, Carlos, Luis, Mario, Sebastián, Mateo, Tomás, Domingo, Pascual,
  Andrés, Gaspar, Nicolás, Santiago, Baltazar, Marcos, Lorenzo, Felipe, Julio, Óscar, Edgar, Wilmer, Byron, Elmer, Selvin, Henry,
  Kevin, Bryan, Josué, Daniel, David, Gerson, Abner, Esteban, Rigoberto, Rolando, Marvin, Estuardo, Fredy, Gilberto, Hugo, Ismael,
  Jacinto, Leonel, Macario, Noé, Obdulio, Porfirio, Ramiro, Saúl, Ulises, Víctor, Walter, Ixbalamqué`)

export const spanishSurnames = words(`
  López, García, Pérez, Morales, Hernández, González, Rodríguez, Ramírez, Martínez, Gómez, Díaz, Vásquez, Cruz, Reyes, Castillo,
  Méndez, Juárez, Ortiz, Jiménez, Mejía, Aguilar, Gutiérrez, Ruiz, Estrada, Flores, Chávez, Barrios, Monterroso, Fuentes, de León,
  Orozco, Mazariegos, Escobar, Velásquez, Maldonado, Cifuentes, Recinos, Palacios, Sandoval, Marroquín, Paredes, Argueta, Samayoa,
  Alvarado, Ramos, Solís, Galicia, Lemus, Osorio, Cabrera`)

/** Surnames by the language of the place (a code of the directory), in the spellings that desks meet. */
export const mayanSurnames: Record<string, string[]> = {
  mam: words(
    'Jacinto, Aguilón, Ramírez, Ordóñez, Bámaca, Cinto, Cardona, Sales, Tzoc, Ixcoy, Chávez, Mauricio, Matías, Crisóstomo, Yoc, Ambrocio',
  ),
  kiche: words(
    "Xiloj, Tzunux, Tz'unux, Ajpop, Ixcoy, Chaclán, Batz, B'atz', Poncio, Us, Tum, Quino, Ajanel, Tiu, Saquic, Xitumul, Coxaj, Ixcot, Chitic, Pacajoj, Sapón",
  ),
  kaqchikel: words(
    "Cutzal, Xicay, Choc, Tubac, Sicajau, Ajcalón, Chicol, Cuxil, Tzay, Otzoy, Simón, Bal, B'alam, Cumes, Sunuc, Ixén, Mux",
  ),
  qeqchi: words("Caal, Choc, Cucul, Ical, Pop, Xol, Tiul, Maquín, Cac, Chub, Coc, Tzub, Ixim, Xo', Sub, Bolom, Ba, Quib"),
  qanjobal: words(
    'Juan, Pedro, Francisco, Mateo, Andrés, Diego, Sebastián, Nicolás, Miguel, Pascual, Gaspar, Tomás, Antonio, Domingo, Lucas, Baltazar',
  ),
  ixil: words('Brito, Cobo, Raymundo, Ceto, Marcos, Terraza, Santiago, Chávez, Matóm, Rivera, Bernal, Cedillo, Velasco'),
  chuj: words('Gómez, Lucas, Pérez, Torres, Alonzo, Felipe, García, Domingo, Jorge, Marcos'),
  poqomchi: words("Cal, Cahuec, Jul, Ical, Caal, Lem, Ti', Yat, Tul, Suram"),
  spanish: spanishSurnames,
}

/** Where people come from, with the share of returns from there, the language most spoken, and municipalities by INE code. */
export const origins: [
  place: { department: string; language: keyof typeof mayanSurnames; municipalities: string[] },
  weight: number,
][] = [
  [{ department: '13', language: 'qanjobal', municipalities: ['1308', '1317', '1326'] }, 14],
  [{ department: '13', language: 'mam', municipalities: ['1301', '1309', '1319'] }, 12],
  [{ department: '12', language: 'mam', municipalities: ['1201', '1206', '1207', '1223', '1205'] }, 20],
  [{ department: '14', language: 'kiche', municipalities: ['1401', '1406', '1412', '1408'] }, 14],
  [{ department: '14', language: 'ixil', municipalities: ['1411', '1405', '1413'] }, 5],
  [{ department: '09', language: 'kiche', municipalities: ['0901', '0915', '0914'] }, 7],
  [{ department: '04', language: 'kaqchikel', municipalities: ['0401', '0404', '0406'] }, 5],
  [{ department: '16', language: 'qeqchi', municipalities: ['1601', '1609', '1613'] }, 8],
  [{ department: '16', language: 'poqomchi', municipalities: ['1603', '1602'] }, 2],
  [{ department: '13', language: 'chuj', municipalities: ['1318'] }, 3],
  [{ department: '17', language: 'qeqchi', municipalities: ['1710', '1705', '1708'] }, 3],
  [{ department: '01', language: 'spanish', municipalities: ['0101', '0108', '0115', '0117'] }, 9],
  [{ department: '20', language: 'spanish', municipalities: ['2001', '2004', '2007'] }, 4],
  [{ department: '22', language: 'spanish', municipalities: ['2201', '2214'] }, 3],
  [{ department: '02', language: 'spanish', municipalities: ['0206', '0207'] }, 1],
  [{ department: '11', language: 'spanish', municipalities: ['1101', '1107'] }, 2],
]
