// Spanish.

import type { ErasureStrings } from '../erasure-strings.ts';

export const es: ErasureStrings = {
  heading: 'Borrar todo lo suyo',
  means: '{business} destruye todo lo que hay registrado aquí sobre usted. No se puede deshacer.',
  stays:
    'Lo que queda: una marca que encuentra su número, para que nadie le escriba si no vuelve a aceptar, y líneas del registro público que no dicen nada de usted.',
  only: 'Borrar todo; quizá vuelva a aceptar más adelante',
  never: 'Borrar todo y no volver a escribirme nunca, desde ahora',
  ask: 'Pedir que se borre',
  askMeans:
    '{business} lo revisa primero. Hasta que esté hecho pueden llegar mensajes; arriba puede detenerlos.',
  asked: 'El {date} pidió a {business} que borrara todo lo suyo. Aún no está hecho.',
  refused:
    '{business} no lo aceptó el {date}. Pregunte el motivo en la dirección de abajo. También puede reclamar ante una autoridad de protección de datos.',
  linkOnly: 'Este enlace por sí solo no demuestra que el número sea suyo: alguien pudo reenviarlo.',
  byMessage: 'Para pedirlo, envíe a {business} este mensaje por WhatsApp, desde ese número y sin cambiarlo:',
  byContact: 'Para pedirlo, escriba a {business} a la dirección de abajo.',
  atOnce: 'Todo se borra en cuanto llega el mensaje.',
  open: 'Abrir WhatsApp',
  message: 'Por favor, borren todo lo que han registrado sobre mí. Este número es mío.',
};
