import { createApp } from 'vue';
import CheckoutForm from './CheckoutForm.vue';

createApp(CheckoutForm).mount('#checkout');
