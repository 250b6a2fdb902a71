import { mount } from 'svelte';
import CheckoutForm from './CheckoutForm.svelte';

mount(CheckoutForm, { target: document.querySelector('#checkout') });
