/**
 * Names as they are met in Guatemala, roughly in the order of their frequency, from general knowledge. Nobody stands behind them:
 * people are put together from the lists by chance.
 */
import type { Language } from './places.ts'

const words = (text: string) => text.trim().split(/\s*,\s*/)

export const mensNames = words(`
  José, Juan, Carlos, Luis, Pedro, Miguel, Francisco, Antonio, Manuel, Mario, Jorge, Víctor, Marvin, Diego, Julio, Santiago, Edwin,
  Daniel, Domingo, Sebastián, Ángel, Tomás, Óscar, Byron, Mynor, Marcos, Edgar, Selvin, Wilmer, Elmer, David, Mateo, Andrés, Rolando,
  César, Kevin, Josué, Esteban, Gabriel, Rafael, Hugo, Otto, Fernando, Roberto, Ricardo, Alejandro, Eduardo, Felipe, Gaspar, Nicolás,
  Pascual, Baltazar, Lorenzo, Martín, Vicente, Gregorio, Cristóbal, Jacinto, Bernardino, Alfredo, Enrique, Ramiro, Rigoberto, Israel,
  Samuel, Isaías, Elías, Eliseo, Noé, Rubén, Abel, Adán, Gerson, Henry, Walter, Bryan, Erick, Jefferson, Anderson, Geovany, Estuardo,
  Armando, Alberto, Arturo, Gustavo, Héctor, Hilario, Ignacio, Ismael, Joaquín, Leonel, Macario, Maynor, Obdulio, Porfirio, Raymundo,
  Rudy, Salvador, Saúl, Timoteo, Ulises, Venancio, William, Yeison, Alex, Alexander, Brandon, Cristian, Darwin, Dennis, Eulogio,
  Fidel, Freddy, Gilberto, Humberto, Isidro`)

export const womensNames = words(`
  María, Ana, Juana, Rosa, Marta, Sandra, Olga, Catarina, Dolores, Josefa, Irma, Elena, Silvia, Blanca, Gloria, Francisca, Manuela,
  Petrona, Isabel, Micaela, Lucía, Brenda, Claudia, Ingrid, Karla, Yesenia, Mirna, Lidia, Magdalena, Candelaria, Tomasa, Vilma,
  Angélica, Carmen, Elvira, Teresa, Sonia, Glenda, Heidy, Wendy, Jennifer, Daniela, Andrea, Sofía, Fernanda, Paola, Gabriela,
  Verónica, Patricia, Maribel, Reyna, Eulalia, Felipa, Pascuala, Antonia, Mercedes, Lorenza, Vicenta, Estela, Floridalma, Zoila,
  Emilia, Marleny, Yolanda, Aura, Delmy, Dina, Edith, Esperanza, Evelyn, Flor, Hilda, Ilma, Jacinta, Jessica, Julia, Julieta, Karen,
  Leticia, Lesbia, Lilian, Luisa, Margarita, Miriam, Nancy, Nohemí, Norma, Odilia, Raquel, Rebeca, Roxana, Santos, Susana, Telma,
  Verena, Victoria, Virginia, Yadira, Ximena, Guadalupe`)

/** Given names of Mayan tradition, some newly given, some never lost. */
export const mayanGivenNames = {
  M: words("B'alam, Tz'unun, K'an, Aj, Ixb'alanke, Tecún, Xhun, Palas, Lwin, Mekel, Antil, Tumaxh, Xhuwan, Kaxho, Max, Ekal"),
  F: words("Ixchel, Ixmukane, Nikté, Ixkik, Sak Nikté, Ewul, Katal, Xhiwa, Mikin, Malin, Kantel, Wan, Ix, Ixq'anil, Ch'umil"),
}

export const spanishSurnames = words(`
  López, Pérez, García, Hernández, Morales, Ramírez, Gómez, González, Vásquez, Rodríguez, Martínez, Díaz, Juárez, Cruz, Méndez,
  Velásquez, Castillo, de León, Ramos, Ortiz, Reyes, Fuentes, Mejía, Jiménez, Chávez, Aguilar, Gutiérrez, Ruiz, Flores, Estrada,
  Barrios, Escobar, Álvarez, Orozco, Sánchez, Castro, Alvarado, Mendoza, Rivera, Santos, Cardona, Domingo, Miranda, Marroquín,
  Monterroso, Mazariegos, Maldonado, Recinos, Palacios, Sandoval, Paredes, Argueta, Samayoa, Solís, Galicia, Lemus, Osorio, Cabrera,
  Godínez, Torres, Guzmán, Herrera, Medina, Molina, Soto, Contreras, Rosales, Salazar, Sales, Gonzáles, Cifuentes, Figueroa, Villatoro,
  Herrarte, Arriaga, Ajú, Barillas, Batres, Bautista, Bravo, Calderón, Camposeco, Cano, Carías, Carrera, Carrillo, Catalán, Celada,
  Cordón, Corado, Cortez, Dávila, del Cid, de Paz, de la Cruz, Donis, Dubón, Duarte, Elías, Enríquez, Escalante, Espinoza, Esquivel,
  Franco, Galindo, Gálvez, Girón, Gramajo, Guerra, Guevara, Hidalgo, Illescas, Interiano, Jerónimo, Lima, Linares, Luna, Macario,
  Madrid, Marín, Mateo, Matías, Melgar, Mérida, Mijangos, Monroy, Montúfar, Monzón, Muñoz, Nájera, Navarro, Noriega, Ochoa, Ordóñez,
  Orellana, Ovalle, Pacheco, Padilla, Palma, Pineda, Pinto, Ponce, Portillo, Quintana, Quiñónez, Ralda, Revolorio, Ríos, Rivas, Robles,
  Roca, Romero, Rosa, Roldán, Rueda, Salguero, Salvador, Sagastume, Santiago, Segura, Serrano, Sierra, Silva, Sosa, Tobar, Trujillo,
  Urrutia, Valdez, Valenzuela, Valle, Vargas, Vega, Velasco, Vicente, Vielman, Villagrán, Villeda, Zacarías, Zamora, Zapata, Zelaya,
  Zepeda, Zúñiga`)

export const surnamesOf: Record<Exclude<Language, 'spanish'>, string[]> = {
  kiche: words(`
    Tzoc, Us, Ajanel, Batz, Xiloj, Tum, Ixcoy, Saquic, Tiu, Chitic, Puac, Quino, Tzunux, Coxaj, Pacajoj, Sapón, Ixcot, Xitumul, Ajpop,
    Chaclán, Poncio, Guarchaj, Xum, Tzep, Tambriz, Sohom, Tahay, Ixquiactap, Chox, Ixtós, Quiej, Cux, Sac, Yac, Sop, Pu, Colop, Chuc,
    Sacalxot, Cojulún, Ixcamparic, Tzul, Baquiax, Ajxup, Tax, Ixcaquic, Ambrocio, Vicente, Ajtún, Zapeta, Mejía, Lux, Pol, Toj, Chach,
    Calel, Canil, Morente, Tzoy, Xante, Itzep, Aguaré, Xec, Cuá, Quixtán, Lindo, Tojín, Tiniguar, Imul, Pixcar, Laynez, Osorio, Uz,
    Sanic, Tzún, Hernández, Chan, Menchú, Oxlaj, Alvarado, Cuyuch, Velásquez, Xicará, Elías, Carrillo, Tzic, Vásquez, Socop, Talé`),
  kaqchikel: words(`
    Cutzal, Xicay, Choc, Tubac, Sicajau, Ajcalón, Chicol, Cuxil, Tzay, Otzoy, Simón, Bal, Cumes, Sunuc, Ixén, Mux, Curruchich, Chex,
    Salazar, Otzín, Sotz, Tuyuc, Chonay, Sisimit, Patal, Pichiyá, Canú, Coc, Xinico, Catú, Morales, Serech, Guarcax, Yaxón, Cúmez,
    Ajozal, Boror, Pirir, Raxón, Tepaz, Zamol, Car, Camey, Chajón, Locón, Atz, Sirín, Hernández, Azurdia, Tejaxún, Esquit, Perén,
    Yool, Mucía, Ejcalón, Sajbín, Mactzul, Icú, Apén, Suruy, Chiroy, Quisquinay, Muxtay, Machán, Aguin, Pata, Calí`),
  tzutujil: words(`
    Chavajay, Tziná, Cholotío, Mendoza, Ratzán, Quiejú, Sosof, Tacaxoy, Reanda, Ajtujal, Coché, Sicay, Pop, Petzey, Ixbalán, Damián,
    Yojcom, Cox, Navichoc, Rocché, González, Puzul, Cuc, Ujpán, Tzep, Yac, Vásquez, Sajquiy, Ixtamer, Mogollón, Sac, Bizarro, Ajchomajay,
    Tuch, Sojuel, Ramírez, Culum, Batzín, Xicay, Toc, Chiyal, Ixmatá`),
  mam: words(`
    Jacinto, Ramírez, Aguilón, Ordóñez, Bámaca, Cinto, Sales, Tzoc, Chávez, Mauricio, Matías, Crisóstomo, Ambrocio, Gabriel, Pablo,
    Calmo, Mendoza, Bravo, Jerónimo, Carrillo, Pérez, Cruz, Ortiz, Matías, Domingo, Marcos, Lucas, Martín, Vail, Feliciano, Isidro,
    Cabrera, Sánchez, Felipe, Gómez, Morales, Roblero, Coronado, Temaj, Salvador, Temaj, Ixquier, Cardona, Cash, Cux, Chales,
    Monterroso, Velásquez, Zacarías, Miranda, Agustín, Godínez, Tomás, Ventura, Hernández, Bautista, Tul, Escalante, Tojil, Cinto, Mejía`),
  qanjobal: words(`
    Juan, Pedro, Francisco, Mateo, Andrés, Diego, Sebastián, Nicolás, Miguel, Pascual, Gaspar, Tomás, Antonio, Domingo, Lucas,
    Baltazar, Marcos, Simón, Esteban, Felipe, Bartolomé, Manuel, Lorenzo, Gregorio, Ramón, Bernabé, Jiménez, Alonzo, Jacinto, Santiago,
    Cristóbal, Gómez, Jorge, Vicente, Martín, Agustín, Raymundo, José`),
  ixil: words(`
    Brito, Cobo, Raymundo, Ceto, Marcos, Terraza, Santiago, Chávez, Matóm, Rivera, Bernal, Cedillo, Velasco, Sánchez, Ramírez, Corio,
    Guzaro, Guzmán, Raimundo, Laynez, Asicona, Ordóñez, Pacheco, Bop, Caba, Ijom, Escobar, De Paz, Cuchil, Anay, Toma, Rodríguez, Mateo,
    Itzep, Avilés, Gallego`),
  qeqchi: words(`
    Caal, Choc, Pop, Xol, Tiul, Cucul, Ical, Maquín, Coc, Chub, Cac, Xo, Tut, Ba, Bol, Sub, Rax, Tzub, Chen, Ich, Caz, Tox, Sacul, Ixim,
    Bolom, Quib, Chocooj, Tec, Mucú, Ac, Cuz, Coy, Pan, Pec, Xi, Yat, Ichich, Yaxcal, Chó, Quej, Ixtecoc, Beb, Teyul, Cho, Paau, Mo, Che,
    Botzoc, Chún, Cholom, Tzib, Tzí, Batz, Ax, Acte, Macz, Saquí, Juc, Isem, Cahuec, Sis, Lem, Suram, Cu, Chiquin, Tzalam, Tot, Oxom`),
  achi: words(`
    Sis, Ixpatá, Cahuec, Tecú, Chen, Iboy, Osorio, Alvarado, Tum, Cuxum, Ixtecoc, Morente, Toj, Xitumul, Rafael, Jerónimo, Tahuico,
    Valey, Manuel, Sic, Gonzáles, Chún, Cojom, Piox, Ixcopal, Mendoza, Lajuj, Román, Sucup, Siana, Galeano, Raxcacó, Garniga, Uscap,
    Juárez, Reyes, Pangán`),
}

/** Rare surnames that are in no list: 20,000 of them, from syllables, each once. */
export const rareSurnames: string[] = (() => {
  const openings = words(
    "A, Aj, B, Ba, C, Ca, Co, Cu, Ch, Cha, Chi, I, Ix, J, K, Ka, K', Le, L, M, Ma, Mu, N, O, P, Pa, Q, Que, Qui, R, S, Sa, Si, T, Ta, Ti, Tz, Tza, Tz', U, V, X, Xi, Xo, Y, Ya, Z",
  )
  const middles = words(
    'aba, aco, acu, aja, ala, alo, amba, ana, apa, ari, aro, axa, ece, eche, ela, ema, era, ica, icha, ila, imo, ina, ita, oca, ojo, olo, oma, ono, oro, oto, oxo, ubu, uca, ula, una, upu, utzu',
  )
  const endings = words("c, l, n, j, x, y, tz, ch, l, b', k, quin, xón, tún, cal, pop, lam, jau, nic, coy, pá, rén, chú")
  const found = new Set<string>()
  for (let at = 0; found.size < 20_000; at++) {
    const mixed = Math.imul(at + 1, 0x9e3779b1) >>> 0
    const opening = openings[mixed % openings.length]!
    const middle = middles[Math.floor(mixed / 64) % middles.length]!
    const ending = endings[Math.floor(mixed / 4096) % endings.length]!
    const more = mixed >>> 31 === 1 ? middles[Math.floor(mixed / 131_072) % middles.length]!.slice(1) : ''
    const name = opening + (/[aeiou]$/i.test(opening) ? middle.slice(1) : middle) + more + ending
    found.add(name.charAt(0).toUpperCase() + name.slice(1))
  }
  return [...found]
})()

/** What people are called at home, and what a clerk may write. */
export const nicknames: Record<string, string[]> = Object.fromEntries(
  words(`
    José=Chepe|Pepe|Che, Francisco=Chico|Paco|Pancho, Manuel=Meme|Manolo, Juan=Juancho, Luis=Lucho, Antonio=Toño|Toni, Carlos=Carlitos,
    Pedro=Perico, Miguel=Mike|Migue, Jesús=Chus, Ricardo=Richard, Roberto=Beto|Tito, Alberto=Beto, Eduardo=Lalo, Fernando=Nando,
    Enrique=Quique, Guadalupe=Lupe, Ignacio=Nacho, Rafael=Rafa, Víctor=Vitio, Santiago=Chago, Domingo=Mingo, Sebastián=Bastián|Xep,
    Gregorio=Goyo, Vicente=Chente, Gabriel=Gabi, Alejandro=Alex, Daniel=Dani, María=Mari|Mary, Ana=Anita, Juana=Juanita, Rosa=Rosita,
    Marta=Martita, Dolores=Lola, Josefa=Chepa|Pepa, Francisca=Chica|Paca, Isabel=Chabela|Isa, Concepción=Concha, Mercedes=Meches,
    Margarita=Mago, Teresa=Tere, Carmen=Carmencita, Manuela=Mela, Magdalena=Magda, Catarina=Cata, Elena=Nena, Candelaria=Cande,
    Leticia=Lety, Rosario=Chayo, Patricia=Paty, Silvia=Chivia, Gustavo=Tavo, Cristian=Cris, Esteban=Tebo`).map((line) => {
    const [name, called] = line.split('=')
    return [name!, called!.split('|')]
  }),
)

/** The same name in a Mayan language (Q'anjob'al, Mam, K'iche' …), to be verified by speakers. */
export const mayanForms: Record<string, string[]> = Object.fromEntries(
  words(`
    Juan=Xhun|Wan|Xuan, Pedro=Lwin|Palu|Lu', Francisco=Palas|Xhik, Miguel=Mekel|Mikel, Andrés=Antil|Antrex, Tomás=Tumaxh|Max,
    Eulalia=Ewul, Catarina=Katal|Katin, Sebastián=Xhap|Basich, Diego=Tyek|Lek, Mateo=Matin|Matal, Nicolás=Kulax|Kolax,
    Pascual=Paxkwal, Gaspar=Kaxpal, Antonio=Anton|Tun, Domingo=Lamin|Tuminku', María=Mal|Malin|Mari'y, Juana=Xhiwa|Xwan, Ana=An,
    Isabel=Isab'el|Xhab'el, Magdalena=Malen|Manta, Josefa=Xhep, José=Xhep|Xep, Manuel=Manel|Mel, Marcos=Markux, Lorenzo=Lolen,
    Lucía=Lusiy|Lux, Petrona=Petlon|Lon, Micaela=Mikin|Mikay, Felipe=Lipe, Felipa=Lip, Cristóbal=Kixtup, Rosa=Lox, Elena=Len`).map(
    (line) => {
      const [name, forms] = line.split('=')
      return [name!, forms!.split('|')]
    },
  ),
)
