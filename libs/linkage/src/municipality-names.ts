/**
 * Guatemala’s 340 municipalities as INE counts them, with other names in use: per department its code, then the names in the order of
 * their codes (01, 02 …), separated by commas; `=` before another name of the one before.
 */
export const municipalityNames = `
01 Guatemala = Ciudad de Guatemala = Nueva Guatemala de la Asunción, Santa Catarina Pinula, San José Pinula, San José del Golfo, Palencia,
Chinautla, San Pedro Ayampuc, Mixco, San Pedro Sacatepéquez, San Juan Sacatepéquez, San Raymundo = San Raimundo, Chuarrancho, Fraijanes,
Amatitlán, Villa Nueva, Villa Canales, San Miguel Petapa = Petapa
02 Guastatoya, Morazán, San Agustín Acasaguastlán, San Cristóbal Acasaguastlán, El Jícaro, Sansare, Sanarate, San Antonio La Paz
03 Antigua Guatemala = La Antigua Guatemala, Jocotenango, Pastores, Sumpango, Santo Domingo Xenacoj, Santiago Sacatepéquez, San Bartolomé
Milpas Altas, San Lucas Sacatepéquez, Santa Lucía Milpas Altas, Magdalena Milpas Altas, Santa María de Jesús, Ciudad Vieja, San Miguel
Dueñas, San Juan Alotenango = Alotenango, San Antonio Aguas Calientes, Santa Catarina Barahona
04 Chimaltenango, San José Poaquil, San Martín Jilotepeque, San Juan Comalapa = Comalapa, Santa Apolonia, Tecpán Guatemala, Patzún, San
Miguel Pochuta = Pochuta, Patzicía, Santa Cruz Balanyá, Acatenango, San Pedro Yepocapa = Yepocapa, San Andrés Itzapa, Parramos, Zaragoza, El
Tejar
05 Escuintla, Santa Lucía Cotzumalguapa, La Democracia, Siquinalá, Masagua, Tiquisate, La Gomera, Guanagazapa, San José, Iztapa, Palín, San
Vicente Pacaya, Nueva Concepción, Sipacate
06 Cuilapa, Barberena, Santa Rosa de Lima, Casillas, San Rafael Las Flores, Oratorio, San Juan Tecuaco, Chiquimulilla, Taxisco, Santa María
Ixhuatán, Guazacapán, Santa Cruz Naranjo, Pueblo Nuevo Viñas, Nueva Santa Rosa
07 Sololá, San José Chacayá, Santa María Visitación, Santa Lucía Utatlán, Nahualá, Santa Catarina Ixtahuacán, Santa Clara La Laguna,
Concepción, San Andrés Semetabaj, Panajachel, Santa Catarina Palopó, San Antonio Palopó, San Lucas Tolimán, Santa Cruz La Laguna, San Pablo
La Laguna, San Marcos La Laguna, San Juan La Laguna, San Pedro La Laguna, Santiago Atitlán
08 Totonicapán, San Cristóbal Totonicapán, San Francisco El Alto, San Andrés Xecul, Momostenango, Santa María Chiquimula, Santa Lucía La
Reforma, San Bartolo Aguas Calientes = San Bartolo
09 Quetzaltenango = Xela = Xelajú, Salcajá, Olintepeque = San Juan Olintepeque, San Carlos Sija, Sibilia, Cabricán, Cajolá, San Miguel
Sigüilá = San Miguel Siguilá, San Juan Ostuncalco = Ostuncalco, San Mateo, Concepción Chiquirichapa, San Martín Sacatepéquez, Almolonga,
Cantel, Huitán, Zunil, Colomba Costa Cuca = Colomba, San Francisco La Unión, El Palmar, Coatepeque, Génova, Flores Costa Cuca, La Esperanza,
Palestina de Los Altos
10 Mazatenango, Cuyotenango, San Francisco Zapotitlán, San Bernardino, San José El Ídolo, Santo Domingo Suchitepéquez, San Lorenzo, Samayac,
San Pablo Jocopilas, San Antonio Suchitepéquez, San Miguel Panán, San Gabriel, Chicacao, Patulul, Santa Bárbara, San Juan Bautista, Santo
Tomás La Unión, Zunilito, Pueblo Nuevo, Río Bravo, San José La Máquina = La Máquina
11 Retalhuleu, San Sebastián, Santa Cruz Muluá, San Martín Zapotitlán, San Felipe, San Andrés Villa Seca, Champerico, Nuevo San Carlos, El
Asintal
12 San Marcos, San Pedro Sacatepéquez, San Antonio Sacatepéquez, Comitancillo, San Miguel Ixtahuacán, Concepción Tutuapa, Tacaná, Sibinal,
Tajumulco, Tejutla, San Rafael Pie de la Cuesta, Nuevo Progreso, El Tumbador, El Rodeo = San José El Rodeo, Malacatán, Catarina, Ayutla =
Ciudad Tecún Umán = Tecún Umán, Ocós, San Pablo, El Quetzal, La Reforma, Pajapita, Ixchiguán, San José Ojetenam, San Cristóbal Cucho,
Sipacapa, Esquipulas Palo Gordo, Río Blanco, San Lorenzo, La Blanca
13 Huehuetenango, Chiantla, Malacatancito, Cuilco, Nentón, San Pedro Necta, Jacaltenango, San Pedro Soloma = Soloma, San Ildefonso
Ixtahuacán = Ixtahuacán, Santa Bárbara, La Libertad, La Democracia, San Miguel Acatán, San Rafael La Independencia, Todos Santos Cuchumatán,
San Juan Atitán, Santa Eulalia, San Mateo Ixtatán, Colotenango, San Sebastián Huehuetenango, Tectitán, Concepción Huista, San Juan Ixcoy,
San Antonio Huista, San Sebastián Coatán, Santa Cruz Barillas = Barillas, Aguacatán, San Rafael Petzal = San Rafael Pétzal, San Gaspar
Ixchil, Santiago Chimaltenango, Santa Ana Huista, Unión Cantinil, Petatán
14 Santa Cruz del Quiché, Chiché, Chinique, Zacualpa, Chajul = San Gaspar Chajul, Chichicastenango = Santo Tomás Chichicastenango, Patzité,
San Antonio Ilotenango, San Pedro Jocopilas, Cunén, San Juan Cotzal, Joyabaj, Nebaj = Santa María Nebaj, San Andrés Sajcabajá, Uspantán =
San Miguel Uspantán, Sacapulas, San Bartolomé Jocotenango, Canillá, Chicamán, Ixcán = Playa Grande Ixcán = Playa Grande, Pachalum
15 Salamá, San Miguel Chicaj, Rabinal, Cubulco, Granados, Santa Cruz El Chol = El Chol, San Jerónimo, Purulhá
16 Cobán, Santa Cruz Verapaz, San Cristóbal Verapaz, Tactic, Tamahú, Tucurú = San Miguel Tucurú, Panzós, Senahú, San Pedro Carchá, San Juan
Chamelco, Lanquín = San Agustín Lanquín, Santa María Cahabón = Cahabón, Chisec, Chahal, Fray Bartolomé de Las Casas, Santa Catalina La
Tinta, Raxruhá
17 Flores, San José, San Benito, San Andrés, La Libertad, San Francisco, Santa Ana, Dolores, San Luis, Sayaxché, Melchor de Mencos, Poptún,
Las Cruces, El Chal
18 Puerto Barrios, Livingston = Lívingston, El Estor, Morales, Los Amates
19 Zacapa, Estanzuela, Río Hondo, Gualán, Teculután, Usumatlán, Cabañas, San Diego, La Unión, Huité, San Jorge
20 Chiquimula, San José La Arada, San Juan Ermita, Jocotán, Camotán, Olopa, Esquipulas, Concepción Las Minas, Quezaltepeque, San Jacinto,
Ipala
21 Jalapa, San Pedro Pinula, San Luis Jilotepeque, San Manuel Chaparrón, San Carlos Alzatate, Monjas, Mataquescuintla
22 Jutiapa, El Progreso, Santa Catarina Mita, Agua Blanca, Asunción Mita, Yupiltepeque, Atescatempa, Jerez, El Adelanto, Zapotitlán, Comapa,
Jalpatagua, Conguaco, Moyuta, Pasaco, San José Acatempa, Quesada
`
